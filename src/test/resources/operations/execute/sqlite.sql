UPDATE users SET name = 'O''Neil \ co', age = 36 WHERE email = 'what?';
