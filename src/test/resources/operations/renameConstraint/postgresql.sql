ALTER TABLE "users" RENAME CONSTRAINT "ck_users_age" TO "ck_age";
ALTER TABLE "orders" RENAME CONSTRAINT "fk_orders_user" TO "fk_user";
