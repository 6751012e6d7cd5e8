UPDATE users SET name = E'O''Neil \\ co', age = 36 WHERE email = 'what?';
