package shop;

import java.util.*;
import org.hibernate.cfg.Configuration;

/** The application: it starts only where the schema is what its entities want. */
public class Start {
    public static void main(String[] arguments) throws Exception {
        var settings = new Properties();
        settings.put("hibernate.connection.url", System.getProperty("it.url"));
        settings.put("hibernate.connection.username", System.getProperty("it.user"));
        settings.put("hibernate.connection.password", System.getProperty("it.password"));
        settings.put("hibernate.hbm2ddl.auto", "validate");
        var configuration = new Configuration().addProperties(settings);
        for (String name : List.of("Customer", "Purchase", "Tag")) {
            configuration.addAnnotatedClass(Class.forName("shop." + name));
        }
        configuration.buildSessionFactory().close();
        System.out.println("the application has started");
    }
}
