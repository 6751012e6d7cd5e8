package shop;

import jakarta.persistence.Persistence;
import java.util.Map;

/** The application: EclipseLink does not look at a schema before it is used, so a row is written and read. */
public class Start {
    public static void main(String[] arguments) {
        var factory = Persistence.createEntityManagerFactory("shop", Map.of(
                "jakarta.persistence.jdbc.url", System.getProperty("it.url"),
                "jakarta.persistence.jdbc.user", System.getProperty("it.user"),
                "jakarta.persistence.jdbc.password", System.getProperty("it.password")));
        var manager = factory.createEntityManager();
        manager.getTransaction().begin();
        var customer = new Customer();
        customer.fullName = "Ada";
        manager.persist(customer);
        var purchase = new Purchase();
        purchase.customer = customer;
        manager.persist(purchase);
        manager.getTransaction().commit();
        manager.clear();
        if (manager.createQuery("select p from Purchase p").getResultList().size() != 1) {
            throw new IllegalStateException("the row is not there");
        }
        factory.close();
        System.out.println("the application has started");
    }
}
