namespace ModeTyped.Data;

/// <summary>A key shows another value than before; null is none.</summary>
internal readonly record struct RawDataChange(string Key, DataValue? Old, DataValue? New, DataChangeCause Cause);
