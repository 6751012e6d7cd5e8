COMMENT ON COLUMN "users"."name" IS 'as it''s spoken';
