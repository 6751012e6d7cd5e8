INSERT INTO "users" ("email", "age") VALUES
    ('grace@example.org', 85),
    ('alan@example.org', NULL);
INSERT INTO "users" ("email") VALUES
    ('edsger@example.org');
