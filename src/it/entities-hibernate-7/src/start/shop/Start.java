package shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.data.jpa.repository.JpaRepository;

/** The application: it starts only where the schema is what its entities want. */
@SpringBootApplication
public class Start {
    public static void main(String[] arguments) {
        try (var context = SpringApplication.run(Start.class, arguments)) {
            System.out.println("customers: " + context.getBean(Customers.class).count());
            System.out.println("the application has started");
        }
    }
}

interface Customers extends JpaRepository<Customer, Long> {}
