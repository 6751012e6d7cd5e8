package shop;

import jakarta.persistence.*;
import java.time.*;

@Entity
@Table(name = "purchase")
public class Purchase {
    @Id @GeneratedValue(strategy = GenerationType.SEQUENCE) Long id;
    @ManyToOne(optional = false) Customer customer;
    LocalDateTime boughtAt;
    boolean paid;
    @ManyToMany java.util.Set<Tag> tags = new java.util.HashSet<>();
}
