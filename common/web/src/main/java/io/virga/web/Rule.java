package io.virga.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Who may call an operation. An operation without a rule is denied to everybody.
///
/// `value` is the rule's name as OpenStack's policies have it, such as `os_compute_api:servers:create`; a refusal
/// shows it. `to` are the callers that it admits unless the operator's policy file says otherwise.
///
/// An operation whose body says what is to be done (`/servers/{id}/action`) has a rule for each `action`; it calls
/// `CurrentRule.action` once it has read which.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(Rule.Several.class)
public @interface Rule {
    String value();

    Access[] to();

    /// The action that the rule is about, where an operation has several.
    String action() default "";

    Lasting lasting() default Lasting.NO;

    /// What the compiler puts several rules of one operation into.
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface Several {
        Rule[] value();
    }

    /// Whether the operation makes, changes or shows a secret, or gives rights, that outlive the token it is
    /// called with. A delegated token may not (CVE-2020-12689, CVE-2020-12691, CVE-2026-33551): whoever holds
    /// it would keep its rights when the delegation has ended.
    enum Lasting {
        NO,
        /// Refused to every delegated token.
        YES,
        /// Refused to every delegated token but that of an application credential that is `unrestricted`.
        UNRESTRICTED
    }
}
