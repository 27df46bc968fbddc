using System.Text;
using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Prints a parameter set of MODE's Device Configuration Schema as JSON.</summary>
internal static class ConfigurationEmitter
{
    public static string Emit(ConfigurationSpec spec)
    {
        var json = new StringBuilder("{\n");
        Property(json, "  ", "name", JsonText.Readable(spec.Name), isFirst: true);
        if (spec.Description is { } description) Property(json, "  ", "description", JsonText.Readable(description));
        Property(json, "  ", "repeatable", Literals.Bool(spec.Repeatable));
        Property(json, "  ", "keyName", JsonText.Readable(spec.KeyName));
        Property(json, "  ", "parameters", "[");
        bool isFirst = true;
        foreach (ConfigurationParameter parameter in spec.Parameters)
        {
            json.Append(isFirst ? "\n    {\n" : ",\n    {\n");
            isFirst = false;
            Parameter(json, parameter);
            json.Append("\n    }");
        }

        return json.Append(isFirst ? "]\n}" : "\n  ]\n}").ToString();
    }

    private static void Parameter(StringBuilder json, ConfigurationParameter parameter)
    {
        const string Indent = "      ";
        Property(json, Indent, "key", JsonText.Readable(parameter.Key), isFirst: true);
        Property(json, Indent, "type", JsonText.Readable(parameter.Type));
        Property(json, Indent, "required", Literals.Bool(parameter.Required));
        Property(json, Indent, "label", JsonText.Readable(parameter.Label));
        if (parameter.Description is { } description) Property(json, Indent, "description", JsonText.Readable(description));
        if (parameter.DefaultValue is { } value) Property(json, Indent, "defaultValue", value);
        if (!parameter.Options.IsEmpty) Property(json, Indent, "options", Options(parameter));
        if (parameter.Min is { } min) Property(json, Indent, "min", min);
        if (parameter.Max is { } max) Property(json, Indent, "max", max);
        if (parameter.Regex is { } regex) Property(json, Indent, "regex", JsonText.Readable(regex));
    }

    private static string Options(ConfigurationParameter parameter) =>
        "[" + string.Join(",", parameter.Options.Select(option =>
            $"\n        {{ \"label\": {JsonText.Readable(option.Label)}, \"value\": {option.Value} }}")) + "\n      ]";

    private static void Property(StringBuilder json, string indent, string name, string value, bool isFirst = false) =>
        json.Append(isFirst ? "" : ",\n").Append(indent).Append('"').Append(name).Append("\": ").Append(value);
}
