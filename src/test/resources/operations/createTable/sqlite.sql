CREATE TABLE "invoices" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "number" VARCHAR(20) NOT NULL UNIQUE,
    "user_id" INTEGER NOT NULL REFERENCES "users" ("id"),
    "paid" BOOLEAN NOT NULL DEFAULT 0,
    "net" DECIMAL(10, 2) NOT NULL CHECK (net >= 0),
    "gross" DECIMAL(10, 2) GENERATED ALWAYS AS (net * 1.2) STORED,
    "created_at" TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX "ix_invoices_user" ON "invoices" ("user_id");
