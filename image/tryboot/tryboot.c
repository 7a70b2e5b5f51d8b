// SPDX-License-Identifier: GPL-2.0
// Asks the Raspberry Pi's firmware to read tryboot.txt for config.txt at the next start, once (flag=1), or not to (flag=0): when it is
// loaded, and nothing else. Raspberry Pi's own kernel does so for 'reboot "0 tryboot"'; Debian's has no such way, but exports what it takes.
#include <linux/module.h>
#include <linux/of.h>
#include <soc/bcm2835/raspberrypi-firmware.h>

// RPI_FIRMWARE_SET_REBOOT_FLAGS of Raspberry Pi's kernel; bit 0 is tryboot
#define SET_REBOOT_FLAGS 0x00038064

static uint flag = 1;
module_param(flag, uint, 0444);
MODULE_PARM_DESC(flag, "1: try at the next start, 0: do not");

static int __init tryboot_init(void)
{
	struct device_node *node = rpi_firmware_find_node();
	struct rpi_firmware *firmware = node ? rpi_firmware_get(node) : NULL;
	u32 value = flag;
	int error;

	of_node_put(node);
	if (!firmware) {
		pr_err("tryboot: no Raspberry Pi firmware\n");
		return -ENODEV;
	}
	error = rpi_firmware_property(firmware, SET_REBOOT_FLAGS, &value, sizeof(value));
	rpi_firmware_put(firmware);
	if (error)
		pr_err("tryboot: the firmware does not take the flag: it is too old\n");
	else
		pr_info("tryboot: flag %u\n", flag);
	return error;
}

static void __exit tryboot_exit(void)
{
}

module_init(tryboot_init);
module_exit(tryboot_exit);
MODULE_DESCRIPTION("Raspberry Pi firmware's tryboot flag");
MODULE_LICENSE("GPL");
