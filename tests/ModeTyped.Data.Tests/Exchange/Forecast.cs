namespace ModeTyped.Data.Tests.Exchange;

[BulkLabel("forecast")]
internal sealed partial class Forecast : IBulkExchange<ForecastQuery, ForecastResult>;

internal sealed record ForecastQuery(int Number);

internal sealed record ForecastResult(int Number);
