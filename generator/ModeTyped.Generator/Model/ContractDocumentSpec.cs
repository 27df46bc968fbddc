using ModeTyped.Generator.Collections;

namespace ModeTyped.Generator.Model;

/// <summary>A contract's documents: its AsyncAPI document and the JSON Schemas of its payloads.</summary>
/// <param name="Type">The class that holds them as constants.</param>
/// <param name="Title">What the contract is called.</param>
/// <param name="Version">Its version.</param>
/// <param name="Messages">The types of the contract, in the order of the documents.</param>
internal sealed record ContractDocumentSpec(
    GeneratedType Type,
    string Title,
    string Version,
    EquatableArray<ContractMessage> Messages);
