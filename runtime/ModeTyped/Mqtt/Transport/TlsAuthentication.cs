using System.Globalization;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ModeTyped.Mqtt;

/// <summary>One TLS handshake: what is trusted, and why a server was not. There is no way to accept every certificate.</summary>
internal sealed class TlsAuthentication(MqttLinkOptions options)
{
    private MqttLinkException? _refusal;

    /// <summary>The host name is always checked; the roots are the system's, or the pinned ones and no other.</summary>
    public SslClientAuthenticationOptions ClientOptions()
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationTime = options.TimeProvider.GetUtcNow().LocalDateTime,
            VerificationTimeIgnored = false,
        };
        if (options.TrustedRoots is { Count: > 0 } roots)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(roots);
        }

        return new SslClientAuthenticationOptions
        {
            TargetHost = options.Host,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            CertificateChainPolicy = policy,
            ClientCertificates = options.ClientCertificate is { } certificate ? [certificate] : null,
            RemoteCertificateValidationCallback = Validate,
        };
    }

    public async ValueTask AuthenticateAsync(SslStream stream, CancellationToken cancellationToken)
    {
        try
        {
            await stream.AuthenticateAsClientAsync(ClientOptions(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (Explain(exception) is { } explained)
        {
            throw explained;
        }
    }

    /// <summary>What a failed handshake means; null where it was not TLS that failed.</summary>
    public MqttLinkException? Explain(Exception exception)
    {
        if (_refusal is not null) return _refusal;
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
                return Refuse(TlsFailure.Other, $"TLS with {options.Host} failed: {cause.Message}", exception);
        }

        return null;
    }

    private static MqttLinkException Refuse(TlsFailure failure, string message, Exception? cause = null) =>
        new(MqttCloseReason.TlsError, message, cause) { TlsFailure = failure };

    private bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _refusal = errors == SslPolicyErrors.None ? null : Judge(certificate as X509Certificate2, chain, errors);
        return _refusal is null;
    }

    private MqttLinkException Judge(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        string host = options.Host;
        if (certificate is null || chain is null) return Refuse(TlsFailure.Other, $"{host} sent no certificate.");

        DateTimeOffset now = options.TimeProvider.GetUtcNow();
        foreach (X509ChainElement element in chain.ChainElements)
        {
            DateTime first = element.Certificate.NotBefore.ToUniversalTime();
            DateTime last = element.Certificate.NotAfter.ToUniversalTime();
            if (now.UtcDateTime < first)
            {
                return Refuse(TlsFailure.NotYetValid, string.Create(CultureInfo.InvariantCulture,
                    $"The certificate '{element.Certificate.Subject}' of {host} is valid from {first:u}, but this device's clock says {now:u}: set the clock."));
            }

            if (now.UtcDateTime > last)
            {
                return Refuse(TlsFailure.Expired, string.Create(CultureInfo.InvariantCulture,
                    $"The certificate '{element.Certificate.Subject}' of {host} expired at {last:u}; this device's clock says {now:u}."));
            }
        }

        const X509ChainStatusFlags UntrustedFlags = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;
        X509ChainStatusFlags status = chain.ChainStatus.Aggregate(
            X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if ((status & UntrustedFlags) != 0)
        {
            return Refuse(TlsFailure.UnknownRoot,
                $"The certificate of {host} was issued by '{certificate.Issuer}', which leads to no trusted root: install the root, or pin it.");
        }

        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            return Refuse(TlsFailure.WrongHost,
                $"The certificate '{certificate.Subject}' was not issued for the host {host}: connect by the name that it was issued for.");
        }

        return Refuse(TlsFailure.Other, $"The certificate of {host} was refused: {status}.");
    }
}
