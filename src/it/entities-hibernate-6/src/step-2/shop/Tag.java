package shop;

import jakarta.persistence.*;

@Entity
@Table(name = "tag")
public class Tag {
    @Id @Column(length = 60) String name;
}
