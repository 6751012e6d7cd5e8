CREATE DOMAIN "positive" AS integer;
ALTER DOMAIN "positive" RENAME TO "above_zero";
DROP DOMAIN "above_zero";
