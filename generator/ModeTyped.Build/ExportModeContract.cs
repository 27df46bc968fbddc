using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace ModeTyped.Build;

/// <summary>
/// Writes the documents of the contracts in a compiled assembly as files: for each class with the constant
/// <c>AsyncApi</c> that the generator wrote, that document and the JSON Schemas beside it. The assembly is read as data,
/// never loaded.
/// </summary>
public sealed class ExportModeContract : Microsoft.Build.Utilities.Task
{
    private const string DocumentName = "AsyncApi";
    private const string SchemasName = "JsonSchemas";
    private const string ToolName = "ModeTyped.Generator";

    private readonly List<ITaskItem> _files = [];

    /// <summary>The compiled assembly.</summary>
    [Required]
    public string Assembly { get; set; } = "";

    /// <summary>The folder of the files. A contract within a type has a folder of its own in it, named like the type.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>The files, written now or unchanged.</summary>
    [Output]
    public ITaskItem[] Files => [.. _files];

    public override bool Execute()
    {
        try
        {
            using FileStream stream = File.OpenRead(Assembly);
            using var image = new PEReader(stream);
            MetadataReader metadata = image.GetMetadataReader();
            foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions) Export(metadata, metadata.GetTypeDefinition(handle));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or BadImageFormatException)
        {
            Log.LogError(
                subcategory: null, errorCode: "MODE0101", helpKeyword: "MODE0101", file: null, 0, 0, 0, 0,
                "The contract of '{0}' could not be written to '{1}': {2}", Assembly, Folder, problem.Message);
        }

        return !Log.HasLoggedErrors;
    }

    private void Export(MetadataReader metadata, TypeDefinition type)
    {
        if (!IsGenerated(metadata, type) || Constants(metadata, type).FirstOrDefault(constant => constant.Name == DocumentName) is not { Name: not null } document)
            return;

        string folder = type.GetDeclaringType() is { IsNil: false } container ? Path.Combine(Folder, FullName(metadata, container)) : Folder;
        Write(folder, "asyncapi.json", document.Text);
        foreach (TypeDefinitionHandle nested in type.GetNestedTypes())
        {
            TypeDefinition schemas = metadata.GetTypeDefinition(nested);
            if (!metadata.StringComparer.Equals(schemas.Name, SchemasName)) continue;
            foreach ((string name, string text) in Constants(metadata, schemas)) Write(folder, name + ".schema.json", text);
        }
    }

    /// <summary>Writes a file where its text differs, so that its time tells of a change.</summary>
    private void Write(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        byte[] bytes = Encoding.UTF8.GetBytes(text + "\n");
        _files.Add(new TaskItem(path));
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes)) return;

        Directory.CreateDirectory(folder);
        File.WriteAllBytes(path, bytes);
    }

    private static bool IsGenerated(MetadataReader metadata, TypeDefinition type)
    {
        foreach (CustomAttributeHandle handle in type.GetCustomAttributes())
        {
            CustomAttribute attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind is not HandleKind.MemberReference) continue;
            MemberReference constructor = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor);
            if (constructor.Parent.Kind is not HandleKind.TypeReference) continue;
            TypeReference attributeType = metadata.GetTypeReference((TypeReferenceHandle)constructor.Parent);
            if (!metadata.StringComparer.Equals(attributeType.Name, "GeneratedCodeAttribute")) continue;

            // The value begins with a 16-bit mark; the tool is the constructor's first argument.
            BlobReader value = metadata.GetBlobReader(attribute.Value);
            value.ReadUInt16();
            if (value.ReadSerializedString() == ToolName) return true;
        }

        return false;
    }

    private static IEnumerable<(string Name, string Text)> Constants(MetadataReader metadata, TypeDefinition type)
    {
        foreach (FieldDefinitionHandle handle in type.GetFields())
        {
            FieldDefinition field = metadata.GetFieldDefinition(handle);
            if (field.GetDefaultValue() is not { IsNil: false } value) continue;
            Constant constant = metadata.GetConstant(value);
            if (constant.TypeCode is not ConstantTypeCode.String) continue;
            BlobReader text = metadata.GetBlobReader(constant.Value);
            yield return (metadata.GetString(field.Name), text.ReadUTF16(text.Length));
        }
    }

    private static string FullName(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        string name = metadata.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } container) return FullName(metadata, container) + "." + name;
        string ns = metadata.GetString(type.Namespace);
        return ns.Length == 0 ? name : ns + "." + name;
    }
}
