CREATE TRIGGER `orders_paid` AFTER INSERT ON `orders`
FOR EACH ROW
BEGIN
UPDATE users SET age = age + 1 WHERE id = NEW.user_id;
END;
