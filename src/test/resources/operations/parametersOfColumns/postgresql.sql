CREATE TABLE "things" (
    "id" integer GENERATED ALWAYS AS IDENTITY (START WITH 10 INCREMENT BY 2) PRIMARY KEY,
    "code" varchar(20) COLLATE "C" NOT NULL,
    "size" integer DEFAULT 1 + 1 CHECK (size > 0),
    "twice" integer GENERATED ALWAYS AS (size * 2) STORED,
    "parent" integer CONSTRAINT "fk_things_parent" REFERENCES "things" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
ALTER TABLE "things" ADD COLUMN IF NOT EXISTS "label" varchar(30) DEFAULT 'it''s';
COMMENT ON COLUMN "things"."label" IS 'on the box';
ALTER TABLE "things" ADD COLUMN IF NOT EXISTS "label" varchar(30);
