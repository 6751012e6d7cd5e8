CREATE VIEW "everyone" AS
SELECT id, email FROM users;
CREATE TRIGGER "everyone_gone" INSTEAD OF DELETE ON "everyone"
FOR EACH ROW
BEGIN
DELETE FROM users WHERE id = OLD.id;
END;
