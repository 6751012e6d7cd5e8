CREATE DOMAIN "positive" AS integer NOT NULL CHECK (VALUE > 0);
