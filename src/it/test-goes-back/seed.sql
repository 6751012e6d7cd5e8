INSERT INTO notes VALUES (2, 'from the seed');
