package io.virga.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Who may call an operation. An operation without a rule is denied to everybody.
///
/// `value` is the rule's name as OpenStack's policies have it, such as `os_compute_api:servers:create`; a refusal
/// shows it. `to` are the callers that it admits unless the operator's policy file says otherwise.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Rule {
    String value();

    Access[] to();

    Lasting lasting() default Lasting.NO;

    /// Whether the operation makes, changes or shows a secret that outlives the token it is called with. A delegated
    /// token may not (CVE-2020-12689, CVE-2020-12691, CVE-2026-33551): whoever holds it would keep its rights when
    /// the delegation has ended.
    enum Lasting {
        NO,
        /// Refused to every delegated token.
        YES,
        /// Refused to every delegated token but that of an application credential that is `unrestricted`.
        UNRESTRICTED
    }
}
