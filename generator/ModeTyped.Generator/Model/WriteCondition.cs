namespace ModeTyped.Generator.Model;

/// <summary>When a member is written.</summary>
internal enum WriteCondition
{
    Never,
    Always,
    WhenNotNull,
    WhenNotDefault,
}
