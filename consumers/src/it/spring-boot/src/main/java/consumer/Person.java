package consumer;

import io.github.ddbmessaging.model.User;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Whom the application knows, in its own database. */
@Entity
public class Person {
  @Id private String id;
  private String name;

  protected Person() {}

  Person(String id, String name) {
    this.id = id;
    this.name = name;
  }

  User toUser() {
    return new User(id, name, id);
  }
}
