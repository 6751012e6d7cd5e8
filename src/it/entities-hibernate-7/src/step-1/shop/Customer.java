package shop;

import jakarta.persistence.*;
import java.math.BigDecimal;
import java.util.*;

@Entity
@Table(name = "customer", indexes = @Index(name = "ix_customer_name", columnList = "full_name"))
public class Customer {
    @Id @GeneratedValue(strategy = GenerationType.IDENTITY) Long id;
    @Column(name = "full_name", nullable = false, length = 120) String fullName;
    @Column(unique = true) String email;
    @Column(length = 40) String nickname;
    @Column(precision = 12, scale = 2) BigDecimal credit;
    @Enumerated(EnumType.STRING) Level level;
    @OneToMany(mappedBy = "customer") List<Purchase> purchases = new ArrayList<>();

    public enum Level { NEW, KNOWN }
}
