using ModeTyped.Generator.Model;

namespace ModeTyped.Generator.Emission;

/// <summary>Writes the command dispatcher of a contract.</summary>
internal static class CommandsEmitter
{
    public static string Emit(CommandsSpec spec) => SourceFile.Write(spec.Type.Container, writer =>
    {
        writer.Write($"""
            /// <summary>Routes received commands to their handlers, of which each must be given.</summary>
            {SourceFile.GeneratedCode}
            """);
        writer.Open($"{spec.Type.Accessibility} sealed class {spec.Type.Name} : global::ModeTyped.CommandDispatcher");
        foreach (CommandEntry command in spec.Commands)
        {
            writer.Write($$"""
                /// <summary>Handles {{DocComments.See(command.FullName)}}, whose action is {{DocComments.Code(command.Action)}}.</summary>
                public required global::ModeTyped.CommandHandler<{{command.FullName}}> {{Identifiers.Escape(command.Handler)}} { get; init; }

                """);
        }

        WriteDispatch(writer, spec);
        writer.Close();
    });

    private static void WriteDispatch(SourceWriter writer, CommandsSpec spec)
    {
        writer.Write($"""
            /// <inheritdoc/>
            {(spec.DispatchIsVisible ? "protected internal" : "protected")} override bool TryDispatch(
                global::System.ReadOnlySpan<byte> action,
                global::System.ReadOnlySpan<byte> parameters,
                out global::System.Threading.Tasks.ValueTask completion,
                global::System.Threading.CancellationToken cancellationToken)
            """);
        writer.Open();
        foreach (CommandEntry command in spec.Commands)
        {
            writer.Write($$"""
                if (Matches(action, {{Literals.String(command.Action)}}))
                {
                    completion = {{Identifiers.Escape(command.Handler)}}(Bind<{{command.FullName}}>(parameters), cancellationToken);
                    return true;
                }

                """);
        }

        writer.Write("""
            completion = default;
            return false;
            """);
        writer.Close();
    }
}
