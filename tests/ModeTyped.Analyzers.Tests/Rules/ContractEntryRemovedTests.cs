using ModeTyped.Analyzers.Tests.Harness;
using ModeTyped.Generator.Diagnostics;

namespace ModeTyped.Analyzers.Tests.Rules;

public sealed class ContractEntryRemovedTests : LockFileRuleTests
{
    public override string Id => DiagnosticIds.ContractEntryRemoved;

    protected override string Contract => """[BulkLabel("vibration")] public partial class Vibration;""";

    protected override IReadOnlyList<string> Broken =>
    [
        """
        {
          "version": 1,
          "contracts": {
            "top-level": {
              "bulkLabels": {
                [|"noise"|]: {
                  "data": {
                    "properties": {
                      "loud": {
                        "type": "boolean"
                      }
                    },
                    "type": "object"
                  }
                },
                "vibration": {
                  "type": "Vibration"
                }
              },
              "events": {
                [|"loud"|]: {
                  "type": "Loud"
                },
                [|"vibration"|]: {
                  "type": "Vibration"
                }
              }
            }
          }
        }
        """,
        """
        {
          "version": 1,
          "contracts": {
            "Camera": {
              "bulkLabels": {
                [|"vibration"|]: {
                  "type": "Camera+Vibration"
                }
              }
            }
          }
        }
        """,
        """[||]{"version": 1, "contracts": {"Camera": {"bulkLabels": {"vibration": {"type": "Camera+Vibration"}}}}}""",
    ];

    protected override IReadOnlyList<string> Kept =>
    [
        "",
        """{"version": 1, "contracts": {}}""",
        """{"version": 1, "contracts": {"top-level": {"bulkLabels": {"vibration": {"type": "Shaking"}}}}}""",
        """{"version": 1, "contracts": {"top-level": {"bulkLabels": {"shaking": {"type": "Vibration"}}}}}""",
        "<<<<<<< ours",
    ];
}
