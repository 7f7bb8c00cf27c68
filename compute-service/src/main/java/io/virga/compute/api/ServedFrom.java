package io.virga.compute.api;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// In which microversions a resource is there: from 2.`value` on, up to 2.`upTo`, both included. In all others its
/// operations are not found, for everybody whom their rules admit.
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ServedFrom {
    int value();

    int upTo() default Integer.MAX_VALUE;
}
