// SPDX-License-Identifier: GPL-2.0
/* Gives one line of the simulated GPIO chip to pps-gpio, as a device tree would on a board. */
#include <linux/err.h>
#include <linux/gpio/machine.h>
#include <linux/module.h>
#include <linux/platform_device.h>

static char *chip = "nts-sim";
module_param(chip, charp, 0444);
MODULE_PARM_DESC(chip, "label of the GPIO chip");

static unsigned int line = 5;
module_param(line, uint, 0444);
MODULE_PARM_DESC(line, "number of the line");

static struct gpiod_lookup_table table = {
	.dev_id = "pps-gpio",
	.table = { { }, { } },
};
static struct platform_device *device;

static int __init pps_line_init(void)
{
	table.table[0] = GPIO_LOOKUP(chip, line, NULL, GPIO_ACTIVE_HIGH);
	gpiod_add_lookup_table(&table);
	device = platform_device_register_simple("pps-gpio", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(device)) {
		gpiod_remove_lookup_table(&table);
		return PTR_ERR(device);
	}
	return 0;
}

static void __exit pps_line_exit(void)
{
	platform_device_unregister(device);
	gpiod_remove_lookup_table(&table);
}

module_init(pps_line_init);
module_exit(pps_line_exit);
MODULE_DESCRIPTION("A simulated GPIO line for pps-gpio");
MODULE_LICENSE("GPL");
