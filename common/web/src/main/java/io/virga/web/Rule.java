package io.virga.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Who may call an operation. An operation without a rule is denied to everybody.
///
/// `value` is the rule's name as OpenStack's policies have it, such as `os_compute_api:servers:create`; a refusal shows
/// it.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Rule {
    String value();

    Access to();
}
