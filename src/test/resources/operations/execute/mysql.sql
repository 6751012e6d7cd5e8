UPDATE users SET name = CONVERT(X'4f274e65696c205c20636f' USING utf8mb4), age = 36 WHERE email = 'what?';
