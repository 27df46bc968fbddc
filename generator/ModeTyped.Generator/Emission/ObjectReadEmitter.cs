using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Prints the method that reads an object.</summary>
internal sealed class ObjectReadEmitter
{
    private readonly SourceWriter _source;
    private readonly ObjectSpec _spec;
    private readonly bool _isMadeFirst;
    private readonly SeenBits _seen;

    // What cannot be set takes nothing, though it is written.
    private readonly ExtensionDataSpec? _extension;

    private ObjectReadEmitter(SourceWriter source, ObjectSpec spec)
    {
        _source = source;
        _spec = spec;
        _extension = spec.ExtensionData is { Member.Read: not ReadTarget.None } extension ? extension : null;

        // An object that takes nothing but assignments is made first, so that each value goes where it belongs at once.
        _isMadeFirst = spec.Parameters.IsEmpty && spec.Creation is ObjectCreation.Constructor && spec.UnsetNames.IsEmpty
            && spec.Members.All(static member => member.Read is ReadTarget.None or ReadTarget.Setter && !member.MustInitialize);
        _seen = new SeenBits(spec, _isMadeFirst);
    }

    public static void Emit(SourceWriter source, ObjectSpec spec) => new ObjectReadEmitter(source, spec).Emit();

    private void Emit()
    {
        TypeRef type = _spec.Type;
        CodecEmitter.OpenRead(_source, type);
        if (_spec.Creation is ObjectCreation.None)
        {
            EmitThrow();
            _source.Close();
            if (_spec.Discriminator is null) return;
            _source.Write();
            _source.Open($"internal static {type.NullableName} ReadMembers(ref Utf8JsonReader reader)");
            EmitThrow();
            _source.Close();
            return;
        }

        _source.Write(type.IsReferenceType ? "if (!JsonPayloadReader.TryEnterObject(ref reader)) return null;" : "JsonPayloadReader.EnterObject(ref reader);");
        if (_spec.Discriminator is not null)
        {
            _source.Write("return ReadMembers(ref reader);");
            _source.Close();
            _source.Write();
            _source.Open($"internal static {type.FullName} ReadMembers(ref Utf8JsonReader reader)");
        }
        else
        {
            _source.Write();
        }

        EmitMembers();
        _source.Close();
    }

    private void EmitThrow() => _source.Write("throw new JsonException(\"The type cannot be read, since nothing says how to make it.\");");

    private void EmitMembers()
    {
        EmitDeclarations();
        _source.Open("while (JsonPayloadReader.TryReadName(ref reader, out ReadOnlySpan<byte> name))");
        if (_spec.Discriminator is { } discriminator)
            _source.Write($"JsonPayloadReader.RefuseMetadata(name, {Literals.Utf8(discriminator.Property)});");
        _source.Open("switch (name.Length)");
        foreach (MemberSpec member in _spec.Members) EmitCase(member);
        foreach (string name in _spec.IgnoredNames) EmitSkip(name);
        EmitDefault();
        _source.Close();
        _source.Close();
        _source.Write();

        if (_seen.ThrowIfMissing() is { } check)
        {
            _source.Write(check);
            _source.Write();
        }

        if (!_isMadeFirst) EmitCreation();
        if (_extension is { } extension) EmitExtensionData(extension);
        if ((_spec.Callbacks & ObjectCallbacks.OnDeserialized) != 0) _source.Write("JsonPayloadCallbacks.OnDeserialized(ref value);");
        _source.Write("return value;");
    }

    private void EmitDeclarations()
    {
        if (_isMadeFirst)
        {
            _source.Write($"var value = new {_spec.Type.FullName}();");
            EmitOnDeserializing();
        }
        else
        {
            foreach (MemberSpec member in _spec.Members)
                if (member.Read is not ReadTarget.None) _source.Write($"{member.Type.NullableName} {member.Local} = {InitialValue(member)};");
        }

        if (_extension is { } extension) _source.Write($"{extension.Collected}? extension = null;");
        foreach (string variable in _seen.Variables) _source.Write($"ulong {variable} = 0;");
    }

    private string InitialValue(MemberSpec member)
    {
        foreach (ParameterSpec parameter in _spec.Parameters)
            if (parameter.Local == member.Local) return parameter.Default ?? "default";

        return "default";
    }

    private void EmitCase(MemberSpec member)
    {
        if (member.Read is ReadTarget.None)
        {
            if (_spec.RefusesUnmapped || _extension is not null) EmitSkip(member.JsonName);
            return;
        }

        OpenCase(member.JsonName);
        if (_spec.RefusesDuplicates) _source.Write($"if ({_seen.Has(member)}) throw JsonPayloadReader.Duplicate({Literals.String(member.JsonName)});");
        string read = CodecEmitter.Read(member.Type, member.RefusesNullOnRead);
        _source.Write(_isMadeFirst ? AccessorEmitter.Set(_spec, member, read) : $"{member.Local} = {read};");
        if (_seen.Set(member) is { } bit) _source.Write(bit);
        CloseCase();
    }

    private void EmitSkip(string name)
    {
        OpenCase(name);
        _source.Write("JsonPayloadReader.Skip(ref reader);");
        CloseCase();
    }

    private void OpenCase(string name)
    {
        int length = System.Text.Encoding.UTF8.GetByteCount(name);
        _source.Write($"case {length} when name.SequenceEqual({Literals.Utf8(name)}):");
        _source.Indent();
    }

    private void CloseCase()
    {
        _source.Write("break;");
        _source.Unindent();
    }

    private void EmitDefault()
    {
        _source.Write("default:");
        _source.Indent();
        if (_extension is { } extension)
        {
            string key = "JsonPayloadReader.Text(name)";
            if (_spec.RefusesDuplicates)
                _source.Write($"if (extension?.ContainsKey({key}) == true) throw JsonPayloadReader.Duplicate({key});");
            _source.Write($"(extension ??= new {extension.Collected}())[{key}] = {CodecEmitter.Read(extension.Member.Type)};");
        }
        else if (_spec.RefusesUnmapped)
        {
            _source.Write("throw JsonPayloadReader.Unmapped(name);");
        }
        else
        {
            _source.Write("JsonPayloadReader.Skip(ref reader);");
        }

        if (_extension is not null || !_spec.RefusesUnmapped) _source.Write("break;");
        _source.Unindent();
    }

    private void EmitCreation()
    {
        string arguments = string.Join(", ", _spec.Parameters.Select(static parameter => parameter.Local));
        bool byAccessor = _spec.Creation is ObjectCreation.Accessor;
        string creation = byAccessor ? $"Create({arguments})" : $"new {_spec.Type.FullName}({arguments})";
        List<string> initializers = byAccessor ? [] : Initializers();
        if (!byAccessor && _spec.Members.Any(static member => member.Read is ReadTarget.InitializerOrDefault))
        {
            // Made once more for what its initializers give.
            string required = string.Join(", ", RequiredInitializers());
            _source.Write($"var defaults = {creation}{(required.Length > 0 ? $" {{ {required} }}" : "")};");
        }

        if (initializers.Count == 0)
        {
            _source.Write($"var value = {creation};");
        }
        else
        {
            _source.Open($"var value = {creation}");
            foreach (string initializer in initializers) _source.Write(initializer + ",");
            _source.Close(";");
        }

        EmitOnDeserializing();
        foreach (MemberSpec member in _spec.Members)
        {
            if (member.Read is ReadTarget.Setter or ReadTarget.Accessor)
            {
                string set = AccessorEmitter.Set(_spec, member, member.Local);
                _source.Write(member.IsRequired ? set : $"if ({_seen.Has(member)}) {set}");
            }
            else if (byAccessor && member.Read is ReadTarget.Initializer)
            {
                _source.Write(AccessorEmitter.Set(_spec, member, member.Local));
            }
        }
    }

    private List<string> Initializers()
    {
        List<string> initializers = RequiredInitializers();
        foreach (MemberSpec member in _spec.Members)
            if (member.Read is ReadTarget.InitializerOrDefault) initializers.Add($"{member.Name} = {_seen.Has(member)} ? {member.Local} : defaults.{member.Name}");

        return initializers;
    }

    /// <summary>What C# demands in the object initializer.</summary>
    private List<string> RequiredInitializers()
    {
        var initializers = new List<string>();
        foreach (MemberSpec member in _spec.Members)
        {
            if (!member.MustInitialize && member.Read is not ReadTarget.Initializer) continue;
            initializers.Add($"{member.Name} = {(member.Read is ReadTarget.None or ReadTarget.Accessor ? "default!" : member.Local)}");
        }

        foreach (string name in _spec.UnsetNames) initializers.Add($"{name} = default!");
        if (_extension is { Member: { MustInitialize: true } required } extension)
            initializers.Add($"{required.Name} = extension ?? new {extension.Collected}()");
        return initializers;
    }

    private void EmitOnDeserializing()
    {
        if ((_spec.Callbacks & ObjectCallbacks.OnDeserializing) != 0) _source.Write("JsonPayloadCallbacks.OnDeserializing(ref value);");
    }

    private void EmitExtensionData(ExtensionDataSpec extension)
    {
        MemberSpec member = extension.Member;
        if (member.MustInitialize) return;
        bool isObject = member.Type.Primitive == "JsonNode";
        _source.Open("if (extension is not null)");
        _source.Open($"if ({AccessorEmitter.Get(_spec, member)} is {{ }} present)");
        _source.Write($"foreach (global::System.Collections.Generic.KeyValuePair<string, {member.Type.NullableName}> entry in extension) present[entry.Key] = entry.Value{(isObject ? "?.DeepClone()" : "")};");
        _source.Close();
        _source.Open("else");
        _source.Write(AccessorEmitter.Set(_spec, member, "extension"));
        _source.Close();
        _source.Close();
        _source.Write();
    }
}
