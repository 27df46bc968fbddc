namespace ModeTyped;

/// <summary>
/// Declared on a type with <see cref="BulkLabelAttribute"/>: the label's data are values of a type, sent as JSON. The type
/// gets a static <c>SendAsync</c> for them; its encoder is implemented by generated code.
/// </summary>
/// <typeparam name="TPayload">What is sent.</typeparam>
public interface IBulkData<TPayload> : IBulkEncoder<TPayload>
    where TPayload : notnull;
