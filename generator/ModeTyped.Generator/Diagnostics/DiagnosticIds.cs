namespace ModeTyped.Generator.Diagnostics;

/// <summary>The id of every rule. An id is never used again for another rule.</summary>
internal static class DiagnosticIds
{
    public const string NotPartial = "MODE0001";
    public const string UnsupportedType = "MODE0002";
    public const string GeneratorAbsent = "MODE0003";
    public const string DuplicateName = "MODE0004";
    public const string InvalidName = "MODE0005";
    public const string CloudEventName = "MODE0006";
    public const string UnsupportedQualityOfService = "MODE0007";
    public const string InvalidRate = "MODE0008";
    public const string UndocumentedDataKey = "MODE0009";
    public const string UnsupportedMember = "MODE0010";
    public const string AttributeNotHonoured = "MODE0011";
    public const string PayloadNotObject = "MODE0012";
    public const string ResponseWithoutCodec = "MODE0013";
    public const string SendNotAwaited = "MODE0014";
    public const string DeviceNotDisposed = "MODE0015";
    public const string BlockingHandler = "MODE0016";
    public const string AsyncVoidHandler = "MODE0017";
    public const string RuleNotChecked = "MODE0018";
    public const string ContractBroken = "MODE0030";
    public const string ContractEntryRemoved = "MODE0031";
    public const string ContractNotRecorded = "MODE0032";
    public const string ContractLockDamaged = "MODE0033";
}
