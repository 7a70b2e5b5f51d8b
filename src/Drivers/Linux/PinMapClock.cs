namespace Nts.Drivers.Linux;

/// <summary>A battery-backed clock in the pin map.</summary>
/// <param name="Chip">Its chip, the word for the overlay <c>i2c-rtc</c>.</param>
/// <param name="Found">What has it.</param>
/// <param name="IsOnImage">Whether the kernel of this project's image has its driver.</param>
public sealed record PinMapClock(string Chip, string Found, bool IsOnImage);
