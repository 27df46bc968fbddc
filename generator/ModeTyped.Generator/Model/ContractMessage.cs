using ModeTyped.Generator.Collections;

namespace ModeTyped.Generator.Model;

/// <summary>What the documents of a contract say of one of its types.</summary>
/// <param name="Kind">What its annotation makes it.</param>
/// <param name="Type">The annotated type.</param>
/// <param name="WireName">The event type, action, label or key; for a family, what its keys begin with.</param>
/// <param name="QualityOfService">MQTT's level, with which the device sends it.</param>
/// <param name="IsFamily">Whether it is a family of keys.</param>
/// <param name="Content">The event's data, the command's parameters, the JSON data of a bulk label or the value; else null.</param>
/// <param name="SendsBytes">Whether it is a bulk label whose data is no JSON.</param>
/// <param name="Exchange">The exchange of a bulk label, or null.</param>
/// <param name="Payloads">The types of all of them.</param>
internal sealed record ContractMessage(
    ContractKind Kind,
    TargetType Type,
    string WireName,
    int QualityOfService,
    bool IsFamily,
    TypeRef? Content,
    bool SendsBytes,
    ExchangeTypes? Exchange,
    EquatableArray<PayloadSpec> Payloads);

/// <summary>The two payloads of a bulk exchange.</summary>
internal sealed record ExchangeTypes(TypeRef Request, TypeRef Response);
