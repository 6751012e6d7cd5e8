CREATE VIEW `everyone` AS
SELECT id FROM users;
CREATE OR REPLACE VIEW `everyone` AS
SELECT id, email FROM users;
DROP VIEW `everyone`;
