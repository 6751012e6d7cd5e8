UPDATE users SET age = 40 WHERE name = 'Ada; really?';
UPDATE users SET age = 41;
