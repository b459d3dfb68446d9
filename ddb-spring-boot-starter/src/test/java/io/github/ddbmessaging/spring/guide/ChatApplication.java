package io.github.ddbmessaging.spring.guide;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
class ChatApplication {}
