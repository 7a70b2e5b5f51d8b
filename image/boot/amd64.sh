# Sourced by image/build: what only a PC needs. UEFI starts systemd-boot, which starts the slot that loader.conf names.

# boot_components: the parts of Debian that those packages are in
boot_components() { echo main; }

# boot_packages: Debian's packages with kernel and boot loader
boot_packages() { echo linux-image-amd64 systemd-boot-efi; }

# boot_modules: what the initial RAM disk needs to reach the root, beside what reads it
boot_modules() { echo virtio_pci virtio_blk virtio_scsi ahci sd_mod nvme mmc_block sdhci_pci sdhci_acpi xhci_pci ehci_pci usb_storage uas; }

# boot_drivers ROOT RELEASE: what Debian's kernel lacks
boot_drivers() { :; }

# console_arguments: where the kernel's messages go
console_arguments() { echo console=tty0; }

# slot_files ROOT SLOT_FILES ARGUMENTS: what the boot partition has for each slot (see fill-slot), out of a root
slot_files() {
    cp "$1"/boot/vmlinuz-* "$2/linux"
    cp "$1"/boot/initrd.img-* "$2/initrd"
    cat >"$2/entry.conf" <<-END
	title Time server, slot @SLOT@
	linux /@SLOT@/linux
	initrd /@SLOT@/initrd
	options root=@ROOT@ $3
	END
}

# boot_files ROOT BOOT: what it has beside, the same for both slots
boot_files() {
    mkdir -p "$2/EFI/BOOT" "$2/loader"
    cp "$1/usr/lib/systemd/boot/efi/systemd-bootx64.efi" "$2/EFI/BOOT/BOOTX64.EFI"
    # The updater changes the letter, in place: of one sector a power cut leaves the old or the new.
    printf 'default a.conf\ntimeout 0\neditor no\n' >"$2/loader/loader.conf"
}
