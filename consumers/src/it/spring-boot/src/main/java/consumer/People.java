package consumer;

import org.springframework.data.jpa.repository.JpaRepository;

public interface People extends JpaRepository<Person, String> {}
