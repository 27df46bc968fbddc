using ModeTyped.Generator.Emission;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Contract;

/// <summary>
/// Describes a device as an AsyncAPI 3.0 document: MODE's MQTT topics as channels, what the device sends and receives on
/// them as operations, and its messages with their envelopes.
/// </summary>
internal sealed class AsyncApiDocument
{
    private const string BindingVersion = "0.2.0";
    private const string SchemasPath = "#/components/schemas/";
    private const string DevicePath = "/devices/{deviceId}/";

    private readonly JsonSchemas _schemas = new(SchemasPath);
    private readonly JsonObject _channels = [];
    private readonly JsonObject _operations = [];
    private readonly JsonObject _messages = [];
    private readonly List<JsonValue> _receivedData = [];

    private AsyncApiDocument()
    {
    }

    /// <summary>Describes a device.</summary>
    /// <param name="title">What the contract is called.</param>
    /// <param name="version">Its version.</param>
    /// <param name="contract">The types of the contract, in the order of the document.</param>
    public static JsonObject Create(string title, string version, IEnumerable<ContractMessage> contract)
    {
        var document = new AsyncApiDocument();
        foreach (ContractMessage message in contract) document.Add(message);
        return document.Finish(title, version);
    }

    private void Add(ContractMessage message)
    {
        _schemas.Add(message.Payloads);
        string key = Identifiers.Unique(JsonSchemas.Key(message.Type.Name), candidate => IsFree(candidate));
        switch (message.Kind)
        {
            case ContractKind.Event: AddEvent(message, key); break;
            case ContractKind.Command: AddCommand(message, key); break;
            case ContractKind.BulkLabel: AddBulkLabel(message, key); break;
            case ContractKind.Data: AddData(message, key); break;
        }
    }

    private bool IsFree(string key) =>
        _messages.All(message => message.Key != key && !message.Key.StartsWith(key + ".", StringComparison.Ordinal));

    private void AddEvent(ContractMessage message, string key)
    {
        JsonObject channel = Channel("event", DevicePath + "event", "Events, from the device to MODE.");
        JsonObject payload = Envelope(
            ("eventType", new JsonObject { ["const"] = message.WireName }),
            ("eventData", _schemas.Of(message.Content!, JsonDirection.Sent)));
        AddOperation("publish." + key, "send", "event", message.QualityOfService, AddMessage(channel, "event", key, message.WireName, payload));
    }

    private void AddCommand(ContractMessage message, string key)
    {
        JsonObject channel = Channel("command", DevicePath + "command", "Commands, from MODE to the device. Actions are told apart without regard to case.");
        JsonObject payload = Envelope(
            ("action", new JsonObject { ["const"] = message.WireName }),
            ("parameters", _schemas.Of(message.Content!, JsonDirection.Received)));

        // Absent parameters are read as none.
        if (JsonSchemas.Inline(message.Content!, message.Payloads, JsonDirection.Received).Find("required") is null)
            payload["required"] = new JsonArray(["action"]);
        AddOperation("handle." + key, "receive", "command", 0, AddMessage(channel, "command", key, message.WireName, payload));
    }

    private void AddBulkLabel(ContractMessage message, string key)
    {
        string address = DevicePath + "bulkData/" + message.WireName;
        if (message.Exchange is { } exchange) AddExchange(message, exchange, key, address);
        if (message.Content is null && !message.SendsBytes) return;

        JsonObject channel = Channel("bulkData." + key, address, "Bulk data, from the device to a Smart Module.");
        JsonValue reference = message.Content is { } content
            ? AddMessage(channel, "bulkData." + key, key, message.WireName, _schemas.Of(content, JsonDirection.Sent))
            : AddMessage(
                channel, "bulkData." + key, key, message.WireName,
                new JsonObject { ["description"] = "Bytes as the Smart Module takes them." }, "application/octet-stream");
        AddOperation("send." + key, "send", "bulkData." + key, message.QualityOfService, reference);
    }

    private void AddExchange(ContractMessage message, ExchangeTypes exchange, string key, string address)
    {
        string requests = $"bulkData.{key}.request", responses = $"bulkData.{key}.response";
        JsonObject request = Envelope(
            ("bulkDataLabel", new JsonObject { ["const"] = message.WireName }),
            ("requestId", new JsonObject { ["type"] = "string" }),
            ("payload", _schemas.Of(exchange.Request, JsonDirection.Sent)));

        // The payload is there where the status is OK.
        JsonObject response = Envelope(
            ("requestId", new JsonObject { ["type"] = "string" }),
            ("status", new JsonObject { ["type"] = "string", ["description"] = "OK, INVALID_BULK_DATA_LABEL or SERVICE_UNAVAILABLE." }));
        response.FindObject("properties")!["payload"] = _schemas.Of(exchange.Response, JsonDirection.Received);

        JsonValue requestMessage = AddMessage(
            Channel(requests, address + "/request", "Requests, from the device to a Smart Module."), requests, key + ".request", message.WireName, request);
        JsonValue responseMessage = AddMessage(
            Channel(responses, address + "/response", "Responses, from a Smart Module to the device."), responses, key + ".response", message.WireName, response);
        foreach (string name in (string[])[key + ".request", key + ".response"])
            ((JsonObject)_messages[name])["correlationId"] = new JsonObject { ["location"] = "$message.payload#/requestId" };

        AddOperation("request." + key, "send", requests, message.QualityOfService, requestMessage);
        ((JsonObject)_operations["request." + key])["reply"] = new JsonObject
        {
            ["channel"] = Reference("#/channels/" + responses),
            ["messages"] = new JsonArray([responseMessage]),
        };
    }

    private void AddData(ContractMessage message, string key)
    {
        JsonObject channel = DataChannel();
        JsonObject name = message.IsFamily
            ? new JsonObject { ["type"] = "string", ["pattern"] = "^" + EscapePattern(message.WireName) }
            : new JsonObject { ["const"] = message.WireName };
        JsonObject set = Envelope(
            ("action", new JsonObject { ["const"] = "set" }), ("key", name), ("value", _schemas.Of(message.Content!, JsonDirection.Shared)));
        JsonObject delete = Envelope(("action", new JsonObject { ["const"] = "delete" }), ("key", name));
        foreach (JsonObject payload in (JsonObject[])[set, delete]) payload.FindObject("properties")!["rev"] = Revision();

        JsonValue setMessage = AddMessage(channel, "kv", key + ".set", message.WireName, set);
        JsonValue deleteMessage = AddMessage(channel, "kv", key + ".delete", message.WireName, delete);
        AddOperation("set." + key, "send", "kv", 1, setMessage);
        AddOperation("delete." + key, "send", "kv", 1, deleteMessage);
        _receivedData.Add(setMessage);
        _receivedData.Add(deleteMessage);
    }

    private JsonObject DataChannel()
    {
        bool isNew = _channels.Find("kv") is null;
        JsonObject channel = Channel("kv", DevicePath + "kv", "The Device Data Proxy: changes both ways, and all keys after each subscription.");
        if (!isNew) return channel;

        var item = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["key"] = new JsonObject { ["type"] = "string" },
                ["value"] = new JsonObject(),
                ["modificationTime"] = new JsonObject { ["type"] = "string", ["format"] = "date-time" },
            },
            ["required"] = new JsonArray(["key", "value"]),
        };
        _receivedData.Add(AddMessage(channel, "kv", "reload", "reload", Envelope(
            ("action", new JsonObject { ["const"] = "reload" }),
            ("rev", Revision()),
            ("items", new JsonObject { ["type"] = "array", ["items"] = item }))));
        return channel;
    }

    private JsonObject Channel(string key, string address, string description)
    {
        if (_channels.FindObject(key) is { } known) return known;

        var channel = new JsonObject
        {
            ["address"] = address,
            ["description"] = description,
            ["messages"] = new JsonObject(),
            ["parameters"] = new JsonObject { ["deviceId"] = Reference("#/components/parameters/deviceId") },
        };
        _channels[key] = channel;
        return channel;
    }

    /// <summary>Adds a message to the components and to a channel; returns how operations refer to it.</summary>
    private JsonObject AddMessage(JsonObject channel, string channelKey, string key, string name, JsonObject payload, string contentType = "application/json")
    {
        _messages[key] = new JsonObject { ["name"] = name, ["contentType"] = contentType, ["payload"] = payload };
        channel.FindObject("messages")![key] = Reference("#/components/messages/" + key);
        return Reference($"#/channels/{channelKey}/messages/{key}");
    }

    private void AddOperation(string key, string action, string channel, int qualityOfService, params JsonValue[] messages) =>
        _operations[key] = new JsonObject
        {
            ["action"] = action,
            ["channel"] = Reference("#/channels/" + channel),
            ["messages"] = new JsonArray(messages),
            ["bindings"] = new JsonObject
            {
                ["mqtt"] = new JsonObject { ["qos"] = qualityOfService, ["retain"] = false, ["bindingVersion"] = BindingVersion },
            },
        };

    private JsonObject Finish(string title, string version)
    {
        if (_receivedData.Count > 0) AddOperation("receive.data", "receive", "kv", 0, [.. _receivedData]);

        var components = new JsonObject
        {
            ["messages"] = _messages,
            ["schemas"] = _schemas.Definitions,
            ["parameters"] = new JsonObject { ["deviceId"] = new JsonObject { ["description"] = "The device's ID, in decimal." } },
            ["securitySchemes"] = new JsonObject
            {
                ["device"] = new JsonObject
                {
                    ["type"] = "userPassword",
                    ["description"] = "The device's ID as user name and its API key as password.",
                },
            },
        };
        return new JsonObject
        {
            ["asyncapi"] = "3.0.0",
            ["info"] = new JsonObject
            {
                ["title"] = title,
                ["version"] = version,
                ["description"] = "What the device says to MODE's cloud and hears from it, generated from its code.",
            },
            ["defaultContentType"] = "application/json",
            ["servers"] = new JsonObject { ["mode"] = Server() },
            ["channels"] = _channels,
            ["operations"] = _operations,
            ["components"] = components,
        };
    }

    private static JsonObject Server() => new()
    {
        ["host"] = "mqtt.tinkermode.com:8883",
        ["protocol"] = "secure-mqtt",
        ["protocolVersion"] = "3.1.1",
        ["security"] = new JsonArray([Reference("#/components/securitySchemes/device")]),
        ["bindings"] = new JsonObject
        {
            ["mqtt"] = new JsonObject { ["clientId"] = "", ["cleanSession"] = true, ["bindingVersion"] = BindingVersion },
        },
    };

    private static JsonObject Envelope(params (string Name, JsonObject Schema)[] properties)
    {
        var schemas = new JsonObject();
        foreach ((string name, JsonObject schema) in properties) schemas[name] = schema;
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = schemas,
            ["required"] = new JsonArray(properties.Select(static property => (JsonValue)property.Name)),
        };
    }

    private static JsonObject Revision() => new() { ["type"] = "integer", ["description"] = "The revision of the store; the device sends none." };

    private static JsonObject Reference(string path) => new() { ["$ref"] = path };

    private static string EscapePattern(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"[\\^$.|?*+()\[\]{}/]", @"\$0");
}
