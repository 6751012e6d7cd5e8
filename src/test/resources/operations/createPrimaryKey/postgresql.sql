CREATE TABLE "tags" (
    "a" integer NOT NULL,
    "b" integer NOT NULL
);
ALTER TABLE "tags" ADD CONSTRAINT "pk_tags" PRIMARY KEY ("a", "b");
