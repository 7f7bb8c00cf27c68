package io.virga.contract.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import io.virga.model.PortId;

/// What the network service tells of a port. `device` is the port's `device_id`: an instance's id for compute ports.
@JsonTypeInfo(use = Id.NAME, property = "type")
@JsonSubTypes({
    @Type(name = "port-up.v1", value = PortEvent.PortUp.class),
    @Type(name = "port-down.v1", value = PortEvent.PortDown.class),
})
public sealed interface PortEvent {

    PortId port();

    String device();

    /// The port is wired: packets flow.
    record PortUp(PortId port, String device) implements PortEvent {}

    /// The port is no longer wired, or is gone.
    record PortDown(PortId port, String device) implements PortEvent {}
}
