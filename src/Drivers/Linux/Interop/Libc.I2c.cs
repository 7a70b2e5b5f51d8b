namespace Nts.Drivers.Linux.Interop;

internal static unsafe partial class Libc
{
    internal const uint I2C_SLAVE = 0x0703;
    internal const uint I2C_SMBUS = 0x0720;

    internal const byte I2C_SMBUS_WRITE = 0;
    internal const uint I2C_SMBUS_BYTE = 1;
    internal const uint I2C_SMBUS_I2C_BLOCK_DATA = 8;
    internal const int I2C_SMBUS_BLOCK_MAX = 32;

    [CStruct("struct i2c_smbus_ioctl_data")]
    internal struct I2cSmbusIoctlData
    {
        internal byte read_write;
        internal byte command;
        internal uint size;
        internal I2cSmbusData* data;
    }

    /// <summary>Of its members only the block is used: its length, then its bytes, then one to spare.</summary>
    [CStruct("union i2c_smbus_data")]
    internal struct I2cSmbusData
    {
        internal fixed byte block[I2C_SMBUS_BLOCK_MAX + 2];
    }
}
