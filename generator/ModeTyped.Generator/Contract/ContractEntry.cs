using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Contract;

/// <summary>What the lock records of one annotated type: where, and what the other side relies on.</summary>
/// <param name="Contract">The containing type of the contract, or <see cref="TopLevel"/>.</param>
/// <param name="Kind">What the type is.</param>
/// <param name="Name">The event type, action, label or key.</param>
/// <param name="Record">What is recorded, sorted.</param>
internal sealed record ContractEntry(string Contract, ContractKind Kind, string Name, JsonObject Record)
{
    /// <summary>Names the contract of the types that no type contains, which is no type's name.</summary>
    public const string TopLevel = "top-level";

    public const string QualityOfServiceProperty = "qos";
    public const string TypeProperty = "type";

    /// <summary>The payloads that an entry can have, and who writes them.</summary>
    public static IReadOnlyList<(string Property, JsonDirection Direction)> Payloads { get; } =
    [
        ("eventData", JsonDirection.Sent),
        ("parameters", JsonDirection.Received),
        ("data", JsonDirection.Sent),
        ("request", JsonDirection.Sent),
        ("response", JsonDirection.Received),
        ("value", JsonDirection.Shared),
    ];

    public static ContractEntry Of(ContractMessage message)
    {
        var record = new JsonObject { [TypeProperty] = message.Type.MetadataName };
        if (message.Kind is ContractKind.Event or ContractKind.BulkLabel) record[QualityOfServiceProperty] = message.QualityOfService;
        if (message.Content is { } content) Add(ContentProperty(message.Kind), content);
        if (message.Exchange is { } exchange)
        {
            Add("request", exchange.Request);
            Add("response", exchange.Response);
        }

        return new ContractEntry(
            message.Type.Container.Types.IsEmpty ? TopLevel : message.Type.Container.MetadataName,
            message.Kind,
            message.IsFamily ? message.WireName + "*" : message.WireName,
            record.Sorted());

        void Add(string property, TypeRef type) =>
            record[property] = JsonSchemas.Inline(type, message.Payloads, Payloads.First(payload => payload.Property == property).Direction);
    }

    /// <summary>What the content of a kind is called.</summary>
    public static string ContentProperty(ContractKind kind) => kind switch
    {
        ContractKind.Event => "eventData",
        ContractKind.Command => "parameters",
        ContractKind.BulkLabel => "data",
        _ => "value",
    };
}
