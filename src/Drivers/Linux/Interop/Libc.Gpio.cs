namespace Nts.Drivers.Linux.Interop;

internal static unsafe partial class Libc
{
    internal const ulong GPIO_V2_LINE_FLAG_INPUT = 1 << 2;
    internal const ulong GPIO_V2_LINE_FLAG_EDGE_RISING = 1 << 4;
    internal const ulong GPIO_V2_LINE_FLAG_EDGE_FALLING = 1 << 5;
    internal const ulong GPIO_V2_LINE_FLAG_BIAS_PULL_UP = 1 << 8;
    internal const ulong GPIO_V2_LINE_FLAG_BIAS_PULL_DOWN = 1 << 9;
    internal const ulong GPIO_V2_LINE_FLAG_BIAS_DISABLED = 1 << 10;
    internal const ulong GPIO_V2_LINE_FLAG_EVENT_CLOCK_REALTIME = 1 << 11;

    internal const uint GPIO_V2_LINE_EVENT_RISING_EDGE = 1;
    internal const uint GPIO_V2_LINE_EVENT_FALLING_EDGE = 2;

    internal const int GPIO_MAX_NAME_SIZE = 32;
    internal const int GPIO_V2_LINES_MAX = 64;
    internal const int GPIO_V2_LINE_NUM_ATTRS_MAX = 10;

    internal static readonly uint GPIO_GET_CHIPINFO_IOCTL = Ioctl.Read<GpiochipInfo>(0xB4, 0x01);
    internal static readonly uint GPIO_V2_LINE_GET_VALUES_IOCTL = Ioctl.ReadWrite<GpioV2LineValues>(0xB4, 0x0E);
    internal static readonly uint GPIO_V2_GET_LINE_IOCTL = Ioctl.ReadWrite<GpioV2LineRequest>(0xB4, 0x07);

    [CStruct("struct gpiochip_info")]
    internal struct GpiochipInfo
    {
        internal fixed byte name[GPIO_MAX_NAME_SIZE];
        internal fixed byte label[GPIO_MAX_NAME_SIZE];
        internal uint lines;
    }

    [CStruct("struct gpio_v2_line_config")]
    internal struct GpioV2LineConfig
    {
        internal ulong flags;
        internal uint num_attrs;
        internal fixed uint padding[5];

        /// <summary>Ten of struct gpio_v2_line_config_attribute, 24 octets each: exceptions for single lines, which are not used here.</summary>
        internal fixed ulong attrs[3 * GPIO_V2_LINE_NUM_ATTRS_MAX];
    }

    [CStruct("struct gpio_v2_line_request")]
    internal struct GpioV2LineRequest
    {
        internal fixed uint offsets[GPIO_V2_LINES_MAX];
        internal fixed byte consumer[GPIO_MAX_NAME_SIZE];
        internal GpioV2LineConfig config;
        internal uint num_lines;
        internal uint event_buffer_size;
        internal fixed uint padding[5];
        internal int fd;
    }

    [CStruct("struct gpio_v2_line_values")]
    internal struct GpioV2LineValues
    {
        internal ulong bits;
        internal ulong mask;
    }

    [CStruct("struct gpio_v2_line_event")]
    internal struct GpioV2LineEvent
    {
        internal ulong timestamp_ns;
        internal uint id;
        internal uint offset;
        internal uint seqno;
        internal uint line_seqno;
        internal fixed uint padding[6];
    }
}
