namespace ModeTyped.Json.Cases;

public sealed partial class Draw
{
    public bool Boolean() => Below(2) == 1;

    public sbyte SByte() => (sbyte)Int64();

    public byte Byte() => (byte)Below(256);

    public short Int16() => Of(default, short.MinValue, short.MaxValue, (short)Bits());

    public ushort UInt16() => Of(default, ushort.MaxValue, (ushort)Bits());

    public int Int32() => Of(0, 1, -1, int.MinValue, int.MaxValue, Below(1000), (int)Bits());

    public uint UInt32() => Of(0u, 1u, uint.MaxValue, (uint)Bits());

    public long Int64() => Of(0L, 1, -1, long.MinValue, long.MaxValue, 1L << 53, Below(100), (long)Bits());

    public ulong UInt64() => Of(0UL, ulong.MaxValue, 1UL << 63, Bits());

    public Int128 Int128() => Of(default, System.Int128.MinValue, System.Int128.MaxValue, new Int128(Bits(), Bits()));

    public UInt128 UInt128() => Of(default, System.UInt128.MaxValue, new UInt128(Bits(), Bits()));

    /// <summary>A number that may be NaN or infinite, once in a while.</summary>
    public double Double() => Of(
        0, 1, -0.0, 0.1, 1.5, 21.5, -1e-7, 1e15, 1e16, 1e21, double.Epsilon, -double.MaxValue, double.MinValue, 5e-324, 1.7976931348623157e308,
        Below(1000) / 8.0, Int32(), Any(), Any(), Any(), Below(8) == 7 ? Odd() : 2);

    public float Single() => Of(0, -0f, 0.1f, 1.5f, float.Epsilon, float.MaxValue, 16777217, (float)Double(), BitConverter.UInt32BitsToSingle((uint)Below(int.MaxValue)));

    public Half Half() => Of(default, System.Half.Epsilon, System.Half.MaxValue, (Half)0.1f, BitConverter.UInt16BitsToHalf((ushort)Bits()));

    /// <summary>A number of any type that JSON can hold.</summary>
    public double Finite() => Double() is var value && double.IsFinite(value) ? value : 0.5;

    public decimal Decimal() => Of(
        0m, 1.0m, 1.50m, -0.00m, decimal.MinValue, decimal.MaxValue, 0.0000000000000000000000000001m,
        new decimal((int)Bits(), (int)Bits(), (int)Bits(), Boolean(), (byte)Below(29)));

    public Guid Guid() => Below(3) switch
    {
        0 => System.Guid.Empty,
        1 => System.Guid.AllBitsSet,
        _ => new Guid((int)Bits(), (short)Bits(), (short)Bits(), Byte(), Byte(), Byte(), Byte(), Byte(), Byte(), Byte(), Byte()),
    };

    public DateTime DateTime() => System.DateTime.SpecifyKind(
        Of(System.DateTime.UnixEpoch, System.DateTime.MinValue, System.DateTime.MaxValue, new DateTime(2026, 2, 28, 12, 30, 0), new DateTime(Ticks())),
        Of(DateTimeKind.Utc, DateTimeKind.Unspecified, DateTimeKind.Local));

    public DateTimeOffset DateTimeOffset() => Below(4) switch
    {
        0 => System.DateTimeOffset.UnixEpoch,
        1 => System.DateTimeOffset.MinValue,
        2 => System.DateTimeOffset.MaxValue,
        _ => new DateTimeOffset(
            Math.Clamp(Ticks(), System.TimeSpan.TicksPerDay, System.DateTime.MaxValue.Ticks - System.TimeSpan.TicksPerDay),
            System.TimeSpan.FromMinutes(Below(14 * 120) - (14 * 60))),
    };

    public DateOnly DateOnly() => Of(default, System.DateOnly.MaxValue, new DateOnly(2024, 2, 29), System.DateOnly.FromDayNumber(Below(3652058)));

    public TimeOnly TimeOnly() => Of(default, System.TimeOnly.MaxValue, new TimeOnly(12, 30), new TimeOnly(Ticks() % System.TimeSpan.TicksPerDay));

    public TimeSpan TimeSpan() => Of(
        default, System.TimeSpan.MinValue, System.TimeSpan.MaxValue, new TimeSpan(1), System.TimeSpan.FromDays(-1.5), System.TimeSpan.FromHours(3), new TimeSpan((long)Bits()));

    public Uri Uri() => new(
        Of("http://example.com/", "../a?b=1&c=%20#d", "x", "http://exämple.com/日本", "urn:a:b", "file:///tmp/x y", "//host", "HTTP://EXAMPLE.COM:80/A"),
        UriKind.RelativeOrAbsolute);

    public Version Version() => Of("1.0", "1.2.3", "0.0.0.0", "2147483647.2147483647.2147483647.2147483647") is var text ? new Version(text) : null!;

    public T Enum<T>()
        where T : struct, Enum => System.Enum.GetValues<T>() is { Length: > 0 } values && Below(6) != 5
            ? values[Below(values.Length)]
            : (T)System.Enum.ToObject(typeof(T), Below(2) == 0 ? Below(300) : (long)Bits());

    private double Any() => BitConverter.UInt64BitsToDouble(Bits());

    private double Odd() => Of(double.NaN, double.PositiveInfinity, double.NegativeInfinity);

    private long Ticks() => (long)(Bits() % (ulong)System.DateTime.MaxValue.Ticks);
}
