package io.virga.agent.guest;

/// Where on PCI a guest finds the devices that its tenant can give tags: interfaces first, in their order, then the
/// root disk, each alone in a root port. The machine is defined so, and its config drive says so.
///
/// Firmware numbers the buses in the order of the root ports, so that they are the same in the guest.
public final class DeviceSlots {

    /// As the guest sees the root disk's serial number.
    public static final String ROOT_DISK_SERIAL = "root";

    private DeviceSlots() {}

    /// The bus of the interface at `position`, from 0.
    public static int busOfInterface(int position) {
        return 1 + position;
    }

    public static int busOfRootDisk(int interfaces) {
        return 1 + interfaces;
    }

    /// As `/sys/bus/pci/devices` names what is on that bus.
    static String address(int bus) {
        return "0000:%02x:00.0".formatted(bus);
    }
}
