namespace ModeTyped;

/// <summary>
/// Makes a partial class, record or struct a command that the device can receive. The members of the type are the
/// command's <c>parameters</c>.
/// </summary>
/// <param name="action">The command's <c>action</c>; not empty. Actions match ordinally, ignoring case, as MODE's own
/// device SDK matches them.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ModeCommandAttribute(string action) : Attribute
{
    /// <summary>The command's <c>action</c>.</summary>
    public string Action { get; } = action;
}
