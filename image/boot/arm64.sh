# Sourced by image/build: what only a Raspberry Pi needs. Its firmware reads config.txt, and the folder of the slot that slot.txt names.

# boot_components: the parts of Debian that those packages are in
boot_components() { echo main non-free-firmware; }

# boot_packages: Debian's packages with kernel and boot loader
boot_packages() { echo linux-image-arm64 raspi-firmware; }

# boot_modules: what the initial RAM disk needs to reach the root, beside what reads it. The regulators switch the 4's card slot to 1.8 V;
# the 4 has its USB behind PCIe, 3 and Zero 2 W have dwc2; virtio is for virtual machines.
boot_modules() {
    echo sdhci_iproc bcm2835 mmc_block fixed gpio_regulator reset_raspberrypi dwc2 xhci_pci usb_storage uas sd_mod nvme virtio_pci virtio_mmio virtio_blk
}

# boot_drivers ROOT RELEASE: what Debian's kernel lacks: the way to tell the firmware that the next start is a trial
boot_drivers() {
    mkdir -p "$1/usr/lib/modules/$2/updates"
    /source/image/tryboot/build "$2" "$1/usr/lib/modules/$2/updates" "$1/etc/apt/sources.list"
    depmod --basedir "$1" "$2"
}

# console_arguments: where the kernel's messages go. Not to a serial port: there is the receiver.
console_arguments() { echo console=tty0 rootwait; }

# slot_files ROOT SLOT_FILES ARGUMENTS: what the boot partition has for each slot (see fill-slot), out of a root
slot_files() {
    local trees overlay tree
    trees=$(echo "$1"/usr/lib/linux-image-*/broadcom)
    cp "$1"/boot/vmlinuz-* "$2/linux"
    cp "$1"/boot/initrd.img-* "$2/initrd"
    cp "$trees"/bcm2837-rpi-3-*.dtb "$trees"/bcm2837-rpi-zero-2-w.dtb "$trees"/bcm2711-*.dtb "$2/"
    # By one name the kernel knows it, by the other the firmware.
    cp "$trees/bcm2711-rpi-cm4-io.dtb" "$2/bcm2711-rpi-cm4.dtb"
    echo "root=@ROOT@ $3" >"$2/cmdline.txt"
    mkdir "$2/overlays"
    # Without a README the firmware takes the overlays of no slot.
    echo "Overlays for the device trees of Debian's kernel, not for those of Raspberry Pi OS." >"$2/overlays/README"
    for overlay in /source/image/boot/overlays/*.dts; do
        dtc -@ -q -I dts -O dtb -o "$2/overlays/$(basename "$overlay" .dts).dtbo" "$overlay"
    done
    # The firmware does this on the board, and says nothing if it fails.
    for tree in "$2"/*.dtb; do
        for overlay in "$2"/overlays/*.dtbo; do
            fdtoverlay -i "$tree" -o /dev/null "$overlay" || { echo "arm64: $(basename "$overlay") does not fit $(basename "$tree")" >&2; return 1; }
        done
    done
}

# boot_files ROOT BOOT: what it has beside, the same for both slots
boot_files() {
    local firmware=$1/usr/lib/raspi-firmware
    # Without those for cameras and for debugging.
    cp "$firmware"/{bootcode.bin,start.elf,fixup.dat,start4.elf,fixup4.dat} "$2/"
    cp "$1/usr/share/doc/raspi-firmware/copyright" "$2/firmware-licence.txt"
    cat >"$2/config.txt" <<-'END'
	# The slot that starts. The updater changes the letter in slot.txt, in place: of one sector a power cut leaves the old or the new.
	include slot.txt
	arm_64bit=1
	upstream_kernel=1
	kernel=linux
	initramfs initrd followkernel
	disable_splash=1

	END
    cat /source/image/boot/config.txt >>"$2/config.txt"
    echo os_prefix=a/ >"$2/slot.txt"
}
